/** A request that Google would refuse: thrown anywhere in the emulator, answered by its router. */
export class Refusal extends Error {
  readonly status: number
  readonly reason: string

  constructor(status: number, reason: string, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

export const invalid = (message: string): Refusal => new Refusal(400, 'INVALID_ARGUMENT', message)

export const forbidden = (message: string): Refusal => new Refusal(403, 'PERMISSION_DENIED', message)

export const missing = (message: string): Refusal => new Refusal(404, 'NOT_FOUND', message)

export const exhausted = (message: string): Refusal => new Refusal(429, 'RESOURCE_EXHAUSTED', message)
