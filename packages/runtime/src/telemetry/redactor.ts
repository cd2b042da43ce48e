/** Removes known secret values from text that leaves the process: log lines, problems. */
export interface Redactor {
  /** From now on this value is removed, as it is, percent-encoded, and in base64. */
  protect(secret: string): void
  redact(text: string): string
}

export const redactionMark = '[redacted]'

// Shorter values would redact half of every line; no vendor's credential is that short.
const shortestSecret = 6

const escapeForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

export function createRedactor(): Redactor {
  const forms = new Set<string>()
  let pattern: RegExp | undefined
  return {
    protect(secret) {
      if (secret.length < shortestSecret) return
      for (const form of [
        secret,
        encodeURIComponent(secret),
        inJson(secret),
        inJson(inJson(secret)), // a vendor's body that is quoted in a line of the log
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('base64url'),
      ]) {
        forms.add(form)
      }
      // Longest first, so that no form is cut short by one that it contains.
      const longestFirst = [...forms].toSorted((left, right) => right.length - left.length)
      pattern = new RegExp(longestFirst.map(escapeForPattern).join('|'), 'g')
    },
    redact: (text) => (pattern === undefined ? text : text.replace(pattern, redactionMark)),
  }
}
