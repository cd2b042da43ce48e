import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { invalid, refusal, type CheckedRequest } from '@patchbay/google/emulator'
import type { AdminState } from './state.ts'

/** Something of the Admin API as its JSON has it. */
export type Resource = Readonly<Record<string, unknown>>

/** One call of a method, past the checks that all methods share. */
export interface AdminCall extends Pick<CheckedRequest, 'query'> {
  /** The resource name in the path. */
  readonly name: string
  readonly body: Resource
  readonly state: AdminState
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Answers a method with the body of a success; everything else is thrown as `Refused`. */
export type Handler = (call: AdminCall) => object

/** A request that Google would refuse: thrown anywhere in a handler. */
export class Refused extends Error {
  readonly answer: EmulatorAnswer

  constructor(answer: EmulatorAnswer) {
    super('refused')
    this.answer = answer
  }
}

export const forbidden = (): Refused =>
  new Refused(refusal(403, 'The caller does not have permission', 'PERMISSION_DENIED'))

export const missing = (): Refused =>
  new Refused(refusal(404, 'Requested entity was not found.', 'NOT_FOUND'))

export const exists = (what: string): Refused =>
  new Refused(refusal(409, `Requested entity already exists: ${what}`, 'ALREADY_EXISTS'))

/** A field whose value Google does not take; in snake case, such as `custom_dimension.scope`. */
export const wrong = (field: string, description: string): Refused =>
  new Refused(invalid([{ field, description }]))

/** What fits by itself, and not with the state. */
export const impossible = (message: string): Refused =>
  new Refused(refusal(400, message, 'FAILED_PRECONDITION'))

/** A field as a text; empty where it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const iso = (at: number): string => new Date(at).toISOString()
