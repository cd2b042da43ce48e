import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** When a failing vendor is left alone, and how far it is asked again. */
export const breakerSettings = {
  breakerVolume: fromEnvironment(
    'PATCHBAY_BREAKER_VOLUME',
    Type.Integer({
      description: 'How many attempts at one origin the window must hold before its breaker can open.',
      default: 10,
      minimum: 1,
    }),
  ),
  breakerErrorShare: fromEnvironment(
    'PATCHBAY_BREAKER_ERROR_SHARE',
    Type.Number({
      description: 'Share of failed and slow attempts in the window that opens the breaker.',
      default: 0.5,
      minimum: 0.01,
      maximum: 1,
    }),
  ),
  breakerWindow: fromEnvironment(
    'PATCHBAY_BREAKER_WINDOW',
    Duration('How far back attempts count for the breaker.', '10s'),
  ),
  breakerSlow: fromEnvironment(
    'PATCHBAY_BREAKER_SLOW',
    Duration('From when on an attempt counts as failed for the breaker, even if it is answered well.', '10s'),
  ),
  breakerReset: fromEnvironment(
    'PATCHBAY_BREAKER_RESET',
    Duration('How long a breaker stays open before one attempt is let through as a probe.', '5s'),
  ),
  breakerResetMax: fromEnvironment(
    'PATCHBAY_BREAKER_RESET_MAX',
    Duration('Upper bound of that time, which doubles with each probe that fails.', '60s'),
  ),
  retryBudget: fromEnvironment(
    'PATCHBAY_RETRY_BUDGET',
    Type.Number({
      description: 'Most retries at one origin, as a share of the requests to it.',
      default: 0.1,
      minimum: 0,
      maximum: 10,
    }),
  ),
  retryBudgetFloor: fromEnvironment(
    'PATCHBAY_RETRY_BUDGET_FLOOR',
    Type.Number({
      description:
        'Retries per second at one origin that are allowed whatever the traffic, saved for up to 10 s.',
      default: 1,
      minimum: 0,
    }),
  ),
}
