import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** Where the commands that manage a running server find it. The server itself needs none of them. */
export const clientSettings = {
  url: fromEnvironment(
    'PATCHBAY_URL',
    Type.Optional(
      Type.String({
        description:
          'Address of the server that commands such as `patchbay keys list` manage. Default: `PORT` on this machine.',
        minLength: 1,
      }),
    ),
  ),
  key: fromEnvironment(
    'PATCHBAY_KEY',
    Type.Optional(
      Type.String({
        description:
          "Key that these commands show to the server. Default, and only for a server on this machine: the administrator's.",
        minLength: 1,
      }),
    ),
  ),
}
