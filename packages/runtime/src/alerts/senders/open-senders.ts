import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { EgressPolicy } from '../../connections/egress-policy.ts'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'
import type { Network } from '../../vendor/guarded-connector.ts'
import { createTransport } from '../../vendor/transport.ts'
import type { TargetKind } from '../alert-target.ts'
import { createEmailSender } from './email-sender.ts'
import { createPostJson } from './post-json.ts'
import type { Sender } from './sender.ts'
import { createSlackSender } from './slack-sender.ts'
import { createWebhookSender } from './webhook-sender.ts'

export interface Senders {
  readonly byKind: Readonly<Record<Exclude<TargetKind, 'email'>, Sender> & Partial<Record<'email', Sender>>>
  close(): Promise<void>
}

export interface SendersParts {
  readonly settings: Pick<Settings, 'smtpUrl' | 'alertSender'>
  readonly egress: EgressPolicy
  readonly network: Network | undefined
  readonly redactor: Redactor
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds for one message. */
const timeout = 10_000
// What is answered is not read but for its status.
const longestAnswer = 65_536

/** Opens the ways out. Throws a `ConfigurationError` if that of mail is none. */
export function openSenders({ settings, egress, network, redactor, now }: SendersParts): Senders {
  const transport = createTransport({
    egress,
    ...(network === undefined ? {} : { network }),
    connectTimeout: timeout,
    silence: timeout,
    maxBytes: longestAnswer,
    socketsPerOrigin: 4,
    queuePerOrigin: 100,
  })
  const post = createPostJson(transport, timeout)
  const { smtpUrl, alertSender } = settings
  const email = smtpUrl === undefined ? undefined : openEmail(smtpUrl, alertSender, redactor)
  return {
    byKind: {
      webhook: createWebhookSender(post, now),
      slack: createSlackSender(post),
      ...(email !== undefined && { email }),
    },
    async close() {
      email?.close()
      await transport.close()
    },
  }
}

function openEmail(url: string, from: string, redactor: Redactor): ReturnType<typeof createEmailSender> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new ConfigurationError([
      'PATCHBAY_SMTP_URL: is no URL such as smtp://user:password@mail.example.com:587',
    ])
  }
  redactor.protect(url)
  for (const password of [parsed.password, decodeURIComponent(parsed.password)]) {
    if (password !== '') redactor.protect(password)
  }
  return createEmailSender({ url, from, timeout })
}
