import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flagsQuery } from '../../api/flags.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Page } from '../../parts/page.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { FlagList } from './flag-list.tsx'
import type { FlagChange } from './flag-change.ts'
import { ConfirmFlagChange } from './confirm-flag-change.tsx'

export function Component() {
  return (
    <Page
      title="Flags"
      about="What can be switched off and on while Patchbay runs. A change is in effect on all instances within a second."
    >
      <Permitted permission="flags.read" what="Flags">
        <Flags />
      </Permitted>
    </Page>
  )
}

function Flags() {
  const query = useQuery(flagsQuery)
  const [change, setChange] = useState<FlagChange>()
  return (
    <>
      <Loaded query={query} rows={4} empty={<Empty title="No flags" />}>
        {(flags) => <FlagList flags={flags} onChange={setChange} />}
      </Loaded>
      {change !== undefined && <ConfirmFlagChange change={change} onClose={() => setChange(undefined)} />}
    </>
  )
}
