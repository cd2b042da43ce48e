/** What a line or bar stands for. The same thing has the same colour on every page. */
export type Tone = 'good' | 'caller' | 'vendor' | 'patchbay' | 'fast' | 'usual' | 'rare' | 'cache'

const colors: Readonly<Record<Tone, { readonly light: string; readonly dark: string }>> = {
  good: { light: '#1098ad', dark: '#22b8cf' },
  caller: { light: '#868e96', dark: '#909296' },
  vendor: { light: '#e8590c', dark: '#ff922b' },
  patchbay: { light: '#c92a2a', dark: '#ff6b6b' },
  fast: { light: '#099268', dark: '#38d9a9' },
  usual: { light: '#1971c2', dark: '#4dabf7' },
  rare: { light: '#9c36b5', dark: '#da77f2' },
  cache: { light: '#6741d9', dark: '#9775fa' },
}

export const colorOfTone = (tone: Tone, scheme: 'light' | 'dark'): string => colors[tone][scheme]

/** As a value for a style, which follows the scheme by itself. */
export const cssColorOfTone = (tone: Tone): string =>
  `light-dark(${colors[tone].light}, ${colors[tone].dark})`
