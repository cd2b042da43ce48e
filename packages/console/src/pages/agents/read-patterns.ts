/** The patterns that somebody has written, each once: in lines, or with commas between. */
export const readPatterns = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\n,]/)
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== ''),
  ),
]
