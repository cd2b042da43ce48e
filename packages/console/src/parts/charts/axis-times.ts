const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' })
const both = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** What stands below a time axis: the time of day, and the day where another one begins. */
export function axisTimes(seconds: readonly number[]): readonly string[] {
  return seconds.map((second, index) => {
    const [date, before] = [new Date(second * 1_000), seconds[index - 1]]
    const isMidnight = date.getHours() === 0 && date.getMinutes() === 0
    const isOtherDay = before !== undefined && day.format(new Date(before * 1_000)) !== day.format(date)
    return isMidnight || (isOtherDay && second - (before ?? second) >= 43_200)
      ? day.format(date)
      : clock.format(date)
  })
}

/** The moment of one point, as it stands over its values. */
export const pointTime = (seconds: number): string => both.format(new Date(seconds * 1_000))
