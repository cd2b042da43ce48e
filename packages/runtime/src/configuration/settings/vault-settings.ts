import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** The keys that wrap what is kept encrypted. */
export const vaultSettings = {
  keys: fromEnvironment(
    'PATCHBAY_KEYS',
    Type.Optional(
      Type.String({
        description:
          'The key ring: `id:base64` of 32 bytes each, separated by commas. All open what they have wrapped; a rotation is to the first. Without it and PATCHBAY_KEYS_FILE a ring is generated and kept in the data folder.',
        minLength: 8,
      }),
    ),
  ),
  keysFile: fromEnvironment(
    'PATCHBAY_KEYS_FILE',
    Type.Optional(
      Type.String({
        description:
          'The same from a file, one key a line. It is read again when a rotation begins or a key is missing, so that no instance has to restart.',
        minLength: 1,
      }),
    ),
  ),
  generatedKeys: fromEnvironment(
    'PATCHBAY_GENERATED_KEYS',
    Type.Boolean({
      description:
        'Whether to serve with a key ring that was generated and lies in the data folder, beside what it protects. Default: true, and false where NODE_ENV is production.',
      default: true,
    }),
  ),
  rotationPause: fromEnvironment(
    'PATCHBAY_ROTATION_PAUSE',
    Duration('How long a rotation of keys rests after every fifty secrets, so that calls come first.', '5ms'),
  ),
}
