import { Type, type TSchema } from '@patchbay/contract'

/** The path of one of the API's methods, such as `GetUserSites`. */
export function path(method: string): string {
  return `/webmaster/api.svc/json/${method}`
}

/** Every success arrives as `{ "d": … }`. */
export const Answer = <S extends TSchema>(payload: S) => Type.Object({ d: payload })

/** A list as Bing sends it: none of something may be an empty array or null. */
export const List = <S extends TSchema>(item: S) => Type.Union([Type.Array(item), Type.Null()])

/**
 * The answer to a command. It says nothing but that there was no error. Bing refuses many commands the second time
 * (AlreadyExists, NotFound), so operations that send one are of the effect `write` although the state would be the
 * same: a silent repetition after a lost answer would report a failure of what has succeeded.
 */
export const Done = Type.Object({ d: Type.Unknown() })
