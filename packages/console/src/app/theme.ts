import { createTheme } from '@mantine/core'

/** The look of the console. Colours that mean something are in parts/status-colors.ts. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  // Whichever of black and white is chosen by this has a contrast of 4.5 at least, on every colour.
  autoContrast: true,
  luminanceThreshold: 0.179,
  defaultRadius: 'md',
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
})
