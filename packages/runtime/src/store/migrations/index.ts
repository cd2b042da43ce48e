import type { Migration } from 'kysely/migration'
import * as tenants from './0001-tenants.ts'
import * as access from './0002-access.ts'
import * as vault from './0003-vault.ts'
import * as connections from './0004-connections.ts'
import * as audit from './0005-audit.ts'
import * as flags from './0006-flags.ts'
import * as usage from './0007-usage.ts'
import * as idempotency from './0008-idempotency.ts'
import * as authorizations from './0009-authorizations.ts'
import * as authorizationPrincipals from './0010-authorization-principals.ts'
import * as sealedAnswers from './0011-sealed-answers.ts'
import * as limitLedger from './0012-limit-ledger.ts'
import * as toolsets from './0013-toolsets.ts'
import * as toolPins from './0014-tool-pins.ts'
import * as tasks from './0015-tasks.ts'
import * as keyConfirmation from './0016-key-confirmation.ts'
import * as callMinutes from './0017-call-minutes.ts'
import * as errorGroups from './0018-error-groups.ts'
import * as alerts from './0019-alerts.ts'
import * as sessions from './0020-sessions.ts'
import * as errorSources from './0021-error-sources.ts'

/** Forward only, in the order of their names. One that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tenants': tenants,
  '0002-access': access,
  '0003-vault': vault,
  '0004-connections': connections,
  '0005-audit': audit,
  '0006-flags': flags,
  '0007-usage': usage,
  '0008-idempotency': idempotency,
  '0009-authorizations': authorizations,
  '0010-authorization-principals': authorizationPrincipals,
  '0011-sealed-answers': sealedAnswers,
  '0012-limit-ledger': limitLedger,
  '0013-toolsets': toolsets,
  '0014-tool-pins': toolPins,
  '0015-tasks': tasks,
  '0016-key-confirmation': keyConfirmation,
  '0017-call-minutes': callMinutes,
  '0018-error-groups': errorGroups,
  '0019-alerts': alerts,
  '0020-sessions': sessions,
  '0021-error-sources': errorSources,
}
