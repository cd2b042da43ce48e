import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { keysQuery, type ApiKey, type MadeKey } from '../../api/keys.ts'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'
import { Paged } from '../../parts/paged.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { CreateKey } from './create-key.tsx'
import { KeyTable } from './key-table.tsx'
import { MadeKeyText } from './made-key-text.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { RotateKey } from './rotate-key.tsx'

export function Component() {
  const [isCreating, setCreating] = useState(false)
  const [made, setMade] = useState<MadeKey>()
  return (
    <Page
      title="API keys"
      about="What programs and agents sign in with. Give each one a key of its own, with no more than it needs."
      actions={
        <PermittedButton permission="keys.write" onClick={() => setCreating(true)}>
          Create a key
        </PermittedButton>
      }
    >
      {made !== undefined && <MadeKeyText made={made} onClose={() => setMade(undefined)} />}
      <Permitted permission="keys.read" what="API keys">
        <Keys onMade={setMade} />
      </Permitted>
      {isCreating && <CreateKey onMade={setMade} onClose={() => setCreating(false)} />}
    </Page>
  )
}

function Keys({ onMade }: { readonly onMade: (key: MadeKey) => void }) {
  const query = useInfiniteQuery(keysQuery)
  const [rotating, setRotating] = useState<ApiKey>()
  const [revoking, setRevoking] = useState<ApiKey>()
  return (
    <>
      <Paged
        query={query}
        empty={<Empty title="No keys yet">Create one for each program that is to use Patchbay.</Empty>}
      >
        {(keys) => <KeyTable keys={keys} onRotate={setRotating} onRevoke={setRevoking} />}
      </Paged>
      {rotating !== undefined && (
        <RotateKey rotated={rotating} onMade={onMade} onClose={() => setRotating(undefined)} />
      )}
      {revoking !== undefined && <RevokeKey revoked={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  )
}
