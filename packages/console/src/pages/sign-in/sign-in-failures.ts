/** What to say when a sign-in at another service comes back without having worked, by the code it comes back with. */
const failures: Readonly<Record<string, string>> = {
  forbidden: 'You are known, and may not use this Patchbay. Ask its administrator for access.',
  cancelled: 'The sign-in was cancelled.',
  invalid_request: 'The sign-in took too long or was begun in another browser. Begin again.',
}

export const failureOf = (code: string | null): string | undefined =>
  code === null ? undefined : (failures[code] ?? 'The sign-in did not work. Try again, or use a key.')
