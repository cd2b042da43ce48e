import { randomBytes } from 'node:crypto'

const form = /^task_[\w-]{32}$/

/** A handle of 192 random bits. */
export const newTaskId = (): string => `task_${randomBytes(24).toString('base64url')}`

/** What is none is not asked for: the store cannot take every text. */
export const isTaskId = (text: string): boolean => form.test(text)
