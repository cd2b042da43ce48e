import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { silencesQuery } from '../../api/silences.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { AddSilence } from './add-silence.tsx'
import { SilenceTable } from './silence-table.tsx'

/** Of what nobody is told, and until when. */
export function Silences() {
  const query = useQuery(silencesQuery)
  const [isAdding, setAdding] = useState(false)
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <PermittedButton permission="alerts.write" onClick={() => setAdding(true)}>
          Silence alerts
        </PermittedButton>
      </Group>
      <Loaded
        query={query}
        empty={
          <Empty title="Nothing is silenced">
            Silence what you know of, such as the maintenance of a vendor, so that nobody is woken by it.
          </Empty>
        }
      >
        {(silences) => <SilenceTable silences={silences} />}
      </Loaded>
      {isAdding && <AddSilence onClose={() => setAdding(false)} />}
    </Stack>
  )
}
