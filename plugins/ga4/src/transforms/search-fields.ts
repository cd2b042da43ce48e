import { defineTransform } from '@patchbay/contract'
import { fieldSearch, type FieldText } from '../metadata/field-search.ts'

export interface SearchableField extends FieldText {
  readonly category: string
  readonly isCustom: boolean
}

export interface SearchFieldsInput {
  readonly fields: readonly SearchableField[]
  readonly query: string
  readonly limit: number
}

/** The fields of a property that fit some words best. Words of hundreds of fields take a while to be put in order. */
export default defineTransform(
  import.meta.url,
  ({ fields, query, limit }: SearchFieldsInput): SearchableField[] =>
    fieldSearch(fields)(query).slice(0, limit),
)
