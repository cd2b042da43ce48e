/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

interface Common {
  readonly label?: string
  readonly description?: string
  readonly default?: unknown
  readonly isNullable: boolean
}

/** How a value is entered. */
export type Field = Common &
  (
    | {
        readonly kind: 'text'
        readonly type: 'text' | 'date' | 'url' | 'password'
        readonly pattern?: string
      }
    | {
        readonly kind: 'number'
        readonly isInteger: boolean
        readonly minimum?: number
        readonly maximum?: number
      }
    | { readonly kind: 'boolean' }
    | { readonly kind: 'choice'; readonly choices: ReadonlyArray<string | number | boolean> }
    | { readonly kind: 'object'; readonly members: readonly Member[] }
    | { readonly kind: 'list'; readonly item: Field }
    | {
        readonly kind: 'variants'
        readonly variants: ReadonlyArray<{ readonly label: string; readonly field: Field }>
      }
    | { readonly kind: 'json' }
  )

export interface Member {
  readonly name: string
  readonly isRequired: boolean
  readonly field: Field
}
