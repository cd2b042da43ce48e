import { Badge, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { signInMethodsQuery } from '../api/session.ts'

/** Says that nothing here comes from a real vendor, where it is so. */
export function MockBadge() {
  const { data } = useQuery(signInMethodsQuery)
  if (data?.isMock !== true) return null
  return (
    <Tooltip label="Connectors without a real account are answered by emulators. Nothing reaches a vendor.">
      <Badge color="grape" variant="light" tt="none">
        Mock mode
      </Badge>
    </Tooltip>
  )
}
