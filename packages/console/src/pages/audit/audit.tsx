import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { auditQuery, type AuditEntry } from '../../api/audit.ts'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'
import { Paged } from '../../parts/paged.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { AuditEntryDetails } from './audit-entry-details.tsx'
import { AuditFilterBar } from './audit-filter-bar.tsx'
import { AuditTable } from './audit-table.tsx'
import { AuditVerifier } from './audit-verifier.tsx'
import { useAuditFilter } from './use-audit-filter.ts'

export function Component() {
  return (
    <Page
      title="Audit"
      about="What was done or tried within the tenant, by whom. Each entry holds the hash of the one before, so that none can be changed unseen. Reads leave no entry."
    >
      <Permitted permission="audit.read" what="The audit">
        <Audit />
      </Permitted>
    </Page>
  )
}

function Audit() {
  const [filter, setFilter] = useAuditFilter()
  const query = useInfiniteQuery(auditQuery(filter))
  const [shown, setShown] = useState<AuditEntry>()
  const isNarrow = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <AuditVerifier />
      <AuditFilterBar filter={filter} onChange={setFilter} />
      <Paged
        query={query}
        empty={
          <Empty title="No entries">
            {isNarrow ? 'None that the filters let through.' : 'Changes are recorded here as they happen.'}
          </Empty>
        }
      >
        {(entries) => <AuditTable entries={entries} onShow={setShown} />}
      </Paged>
      {shown !== undefined && <AuditEntryDetails entry={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
