/** The windows in which pages are looked at: their size, and the colours that go with it. */
export const windows = [
  { kind: 'desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { kind: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const
