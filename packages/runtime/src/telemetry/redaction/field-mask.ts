import { pino } from 'pino'
import { redactionMark } from './redactor.ts'
import { judgeName, plainName, type NameVerdict } from './secret-names.ts'

/** Replaces the values of fields whose names say that they are secret. The object itself stays as it is. */
export type FieldMask = <T extends object>(fields: T) => T

// No line of a log is readable beyond these; they also end objects that contain themselves.
const deepest = 10
const mostValues = 2_000
const omitted = '[omitted]'

interface Walk {
  readonly ownNames: ReadonlySet<string>
  values: number
}

/** `ownNames` are those of the secret fields of one connector, as `plainName` gives them. */
export function createFieldMask(ownNames: ReadonlySet<string> = new Set()): FieldMask {
  return <T extends object>(fields: T): T => {
    try {
      return maskMembers(fields, 'open', { ownNames, values: 0 }, 0) as T
    } catch {
      // A getter that throws, or an error that is frozen: a log line is no place to find out.
      return { fields: omitted } as unknown as T
    }
  }
}

function maskMembers(owner: object, inherited: NameVerdict, walk: Walk, depth: number): object {
  let copy: Record<string, unknown> | unknown[] | undefined
  for (const name in owner) {
    const value = (owner as Record<string, unknown>)[name]
    const verdict = inherited === 'open' ? verdictOn(name, walk) : inherited
    // Most fields of most lines are an open name and a plain value.
    if (verdict === 'open' && (typeof value !== 'object' || value === null)) continue
    const masked = maskValue(value, verdict, walk, depth)
    if (masked === value) continue
    copy ??= Array.isArray(owner) ? [...(owner as unknown[])] : { ...owner }
    Object.defineProperty(copy, name, { value: masked, enumerable: true, writable: true, configurable: true })
  }
  return copy ?? owner
}

const verdictOn = (name: string, { ownNames }: Walk): NameVerdict =>
  ownNames.size > 0 && ownNames.has(plainName(name)) ? 'secret' : judgeName(name)

function maskValue(value: unknown, verdict: NameVerdict, walk: Walk, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return verdict === 'open' || value === '' ? value : redactionMark
    case 'number':
    case 'bigint':
      return verdict === 'secret' ? redactionMark : value
    case 'object':
      return value === null ? value : maskObject(value, verdict, walk, depth)
    default:
      return value
  }
}

function maskObject(value: object, verdict: NameVerdict, walk: Walk, depth: number): unknown {
  walk.values += 1
  if (depth >= deepest || walk.values > mostValues) return omitted
  const plain = value instanceof Error ? pino.stdSerializers.err(value) : asJson(value)
  return typeof plain === 'object' && plain !== null
    ? maskMembers(plain, verdict, walk, depth + 1)
    : maskValue(plain, verdict, walk, depth)
}

/** What JSON makes of an object that has its own idea of it, such as a date, a URL or a buffer. */
function asJson(value: object): unknown {
  return 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON() as unknown) : value
}
