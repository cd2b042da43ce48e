import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** How it is found out that something is wrong, and who is told. */
export const alertSettings = {
  alertInterval: fromEnvironment(
    'PATCHBAY_ALERT_INTERVAL',
    Duration(
      'How often one instance of the fleet looks at objectives, breakers and connections for what alerts are raised by.',
      '15s',
    ),
  ),
  alertBreakerOpen: fromEnvironment(
    'PATCHBAY_ALERT_BREAKER_OPEN',
    Duration('How long a circuit breaker has to let nothing through until an alert is raised.', '2m'),
  ),
  runbooksUrl: fromEnvironment(
    'PATCHBAY_RUNBOOKS_URL',
    Type.String({
      description:
        'Where your people find `docs/runbooks.md`, or your own page with the same headings: alerts carry it with `#` and their name behind it.',
      default: 'docs/runbooks.md',
      minLength: 1,
    }),
  ),
  smtpUrl: fromEnvironment(
    'PATCHBAY_SMTP_URL',
    Type.Optional(
      Type.String({
        description:
          'Mail server for alerts: `smtp://user:password@mail.example.com:587`, or `smtps:` for TLS from the first byte. Without it there are no alert targets of the kind `email`.',
        minLength: 1,
      }),
    ),
  ),
  alertSender: fromEnvironment(
    'PATCHBAY_ALERT_SENDER',
    Type.String({
      description: 'From whom mail about alerts is.',
      default: 'Patchbay <patchbay@localhost>',
      minLength: 1,
    }),
  ),
}
