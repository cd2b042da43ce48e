import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** The client that the emulated consent screen knows. */
export const seededClient = {
  id: '417350269843-emulated.apps.googleusercontent.com',
  secret: 'GOCSPX-emulated-client-secret',
  refreshToken: '1//0emulated-refresh-token',
} as const

export const seededProject = 'patchbay-emulated'

export interface SeededServiceAccount {
  readonly email: string
  readonly publicKey: KeyObject
  /** The key file, as the Google Cloud console gives it. */
  readonly keyFile: string
}

let account: SeededServiceAccount | undefined

/** The service account that the emulator lets in. Its key is made when it is first asked for, and is nowhere written. */
export function seededServiceAccount(): SeededServiceAccount {
  if (account !== undefined) return account
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const email = `reports@${seededProject}.iam.gserviceaccount.com`
  const keyFile = JSON.stringify({
    type: 'service_account',
    project_id: seededProject,
    private_key_id: 'emulated-key',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: email,
    client_id: '104729104729104729104',
    token_uri: 'https://oauth2.googleapis.com/token',
  })
  account = { email, publicKey, keyFile }
  return account
}
