import { Button, Group, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { pointTime } from './charts/axis-times.ts'
import { MomentInput } from './moment-input.tsx'
import { lastRanges, spanOf, type TimeRange } from './time-range.ts'

interface TimeRangePickerProps {
  readonly value: TimeRange
  readonly onChange: (range: TimeRange) => void
}

const labels = lastRanges.map(({ value, label }) => ({ value, label }))

/** Chooses the range of time that a page is about. */
export function TimeRangePicker({ value, onChange }: TimeRangePickerProps) {
  const [isOpen, setOpen] = useState(false)
  const chosen =
    value.kind === 'last' ? lastRanges.find(({ seconds }) => seconds === value.seconds) : undefined
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Time range"
        data={labels}
        // One that is none of them is chosen while the range is a custom one.
        value={chosen?.value ?? ''}
        onChange={(picked) => {
          const range = lastRanges.find((one) => one.value === picked)
          if (range !== undefined) onChange({ kind: 'last', seconds: range.seconds })
        }}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal trapFocus>
        <Popover.Target>
          <Button
            size="xs"
            variant={value.kind === 'custom' ? 'light' : 'default'}
            leftSection={<IconCalendar size={14} aria-hidden />}
            onClick={() => setOpen(!isOpen)}
          >
            {value.kind === 'custom'
              ? `${pointTime(value.from / 1_000)} – ${pointTime(value.to / 1_000)}`
              : 'Custom'}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <CustomRange
            range={value}
            onApply={(range) => {
              onChange(range)
              setOpen(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

function CustomRange({
  range,
  onApply,
}: {
  readonly range: TimeRange
  readonly onApply: (range: TimeRange) => void
}) {
  const span = spanOf(range, Date.now())
  const [from, setFrom] = useState(span.from)
  const [to, setTo] = useState(span.to)
  const isWrong = !(from < to)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) onApply({ kind: 'custom', from, to })
      }}
    >
      <Stack gap="sm">
        <MomentInput label="From" value={from} onChange={setFrom} />
        <MomentInput label="To" value={to} onChange={setTo} />
        {isWrong && (
          <Text size="sm" c="red" role="alert">
            The beginning must be before the end.
          </Text>
        )}
        <Button type="submit" size="xs" disabled={isWrong}>
          Show
        </Button>
      </Stack>
    </form>
  )
}
