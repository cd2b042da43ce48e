import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql'
import { isObject } from '../../json.ts'
import type { Execution } from '../execution.ts'
import type { ShopState } from '../state.ts'

export type Values = Readonly<Record<string, unknown>>

/** One mutation as it is performed. */
export interface MutationCall {
  readonly name: string
  readonly args: Values
  readonly state: ShopState
  readonly execution: Execution
  readonly schema: GraphQLSchema
  readonly field: GraphQLField<unknown, unknown>
  readonly payload: GraphQLObjectType
  /** The argument that holds what is to be set, and what it holds. */
  readonly wrapper: string | undefined
  readonly values: Values
  /** When, as Shopify writes it. */
  readonly time: string
}

/** What a mutation answers, under the names of its payload. What is left out is null or empty. */
export type Payload = Values

export type Mutation = (call: MutationCall) => Payload

/** Thrown by mutations: nothing is changed, and the payload says what is wrong. */
export class Refusal extends Error {
  readonly errors: readonly UserError[]

  constructor(...errors: readonly UserError[]) {
    super('refused')
    this.errors = errors
  }
}

export interface UserError {
  readonly field: readonly string[] | null
  readonly message: string
  /** Default: the code of the mutation's errors that says the same, if they have one. */
  readonly code?: string | null
}

export const refuse = (field: readonly string[] | null, message: string, code?: string): Refusal =>
  new Refusal(code === undefined ? { field, message } : { field, message, code })

/** What an argument like `page`, `input` or `product` holds. An identifier is not it. */
export function wrapperOf(field: GraphQLField<unknown, unknown>, args: Values): string | undefined {
  return field.args.find(
    ({ name, type }) =>
      isInputObjectType(getNamedType(type)) && name !== 'identifier' && isObject(args[name]),
  )?.name
}

/** The payload field with the errors: `userErrors`, but for some mutations. */
export function errorsField(payload: GraphQLObjectType): string {
  const names = Object.keys(payload.getFields())
  return (
    names.find((name) => name === 'userErrors') ??
    names.find((name) => name.endsWith('UserErrors')) ??
    'userErrors'
  )
}

/** Errors with the codes that their type has: the given one, else the one that means the same. */
export function withCodes(errors: readonly UserError[], payload: GraphQLObjectType): UserError[] {
  const type = getNamedType(payload.getFields()[errorsField(payload)]?.type)
  const code = isObjectType(type) ? getNamedType(type.getFields()['code']?.type) : undefined
  const known = isEnumType(code) ? code.getValues().map(({ name }) => name) : []
  return errors.map((error) => {
    const found =
      error.code !== undefined && error.code !== null && known.includes(error.code)
        ? error.code
        : meanings
            .find(([words]) => words.test(error.message))?.[1]
            .flatMap((meant) => known.filter((name) => meant.test(name)))[0]
    return { ...error, code: found ?? null }
  })
}

const meanings: ReadonlyArray<readonly [RegExp, readonly RegExp[]]> = [
  [/does not exist|not found|could not be found/, [/^NOT_FOUND$/, /DOES_NOT_EXIST$/, /NOT_FOUND$/]],
  [/can't be blank/, [/^BLANK$/]],
  [/too long/, [/^TOO_LONG$/]],
  [/too short/, [/^TOO_SHORT$/]],
  [/taken|already in use/, [/^TAKEN$/]],
]
