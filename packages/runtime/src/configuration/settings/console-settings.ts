import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** The console for people, and how long a browser is known. */
export const consoleSettings = {
  console: fromEnvironment(
    'PATCHBAY_CONSOLE',
    Type.Boolean({
      description:
        'Serve the console at `/app/`, and let browsers sign in. Without it a request is known by its Authorization header alone.',
      default: true,
    }),
  ),
  sessionIdle: fromEnvironment(
    'PATCHBAY_SESSION_IDLE',
    Duration('How long a session of a browser lasts that nobody uses.', '1h'),
  ),
  sessionLifetime: fromEnvironment(
    'PATCHBAY_SESSION_LIFETIME',
    Duration(
      'How long a session lasts at the most; never longer than the key that it was begun with.',
      '12h',
    ),
  ),
}
