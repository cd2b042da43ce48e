import { Type } from '@sinclair/typebox'

/** One line for people. Control characters would make another of a line of a log, and some the store cannot hold. */
export const PlainText = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$', description })
