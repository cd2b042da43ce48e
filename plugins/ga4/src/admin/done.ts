import { Type } from '@patchbay/contract'

/** What operations answer that remove something: Google says nothing but that it is done. */
export const Done = Type.Object({ id: Type.String({ description: 'Id of what is gone.' }) })

export const done = (id: string) => ({ id })
