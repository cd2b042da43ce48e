import type { Settings } from '../../configuration/settings.ts'
import { sourceConditions } from '../../connectors/source-condition.ts'

/** What becomes of a tool whose definition is another one than was pinned. */
export type PinMode = 'enforce' | 'warn' | 'off'

/**
 * In a checkout an author changes definitions all day, and gives a new version when it is released; a package that was
 * built for good has no reason to change under its version.
 */
export function pinModeOf(
  { mcpToolPins }: Pick<Settings, 'mcpToolPins'>,
  isFromSource = sourceConditions.length > 0,
): PinMode {
  if (mcpToolPins !== 'auto') return mcpToolPins
  return isFromSource ? 'warn' : 'enforce'
}
