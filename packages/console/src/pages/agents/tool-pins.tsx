import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toolPinsQuery, type ToolPin } from '../../api/tool-pins.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ApproveTool } from './approve-tool.tsx'
import { ToolPinTable } from './tool-pin-table.tsx'

/** Whether the tools are still those that were trusted; what has changed waits until somebody approves it. */
export function ToolPins() {
  const query = useQuery(toolPinsQuery)
  const [examined, setExamined] = useState<ToolPin>()
  return (
    <>
      <Loaded
        query={query}
        rows={6}
        empty={
          <Empty title="No tool is watched">
            No connector is loaded, or the watch is switched off with MCP_TOOL_PINS.
          </Empty>
        }
      >
        {(pins) => <ToolPinTable pins={pins} onExamine={setExamined} />}
      </Loaded>
      {examined !== undefined && <ApproveTool pin={examined} onClose={() => setExamined(undefined)} />}
    </>
  )
}
