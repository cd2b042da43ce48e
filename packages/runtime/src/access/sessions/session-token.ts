import { createHmac, hash, randomBytes } from 'node:crypto'
import { randomText } from '../api-keys/api-key-text.ts'

const start = 'pb_session_'
const form = /^pb_session_[\w-]{43}$/

/** What a browser keeps in its cookie: 256 bits. */
export const newSessionToken = (): string => start + randomBytes(32).toString('base64url')

export const isSessionToken = (text: string): boolean => form.test(text)

/** What the store knows a session by. A plain hash is enough for a text that nobody can guess. */
export const sessionHash = (token: string): string => hash('sha256', token, 'base64url')

export const newSessionId = (): string => `session_${randomText(16)}`

export const isSessionId = (text: string): boolean => /^session_[0-9A-Za-z]{16}$/.test(text)

/**
 * Shows later that a session was made with the operator's key of that time. People may have chosen that key: without
 * the token, which the store does not have, nobody can try out keys on it.
 */
export const operatorProof = (token: string, adminKey: string): string =>
  createHmac('sha256', token).update(adminKey).digest('base64url')
