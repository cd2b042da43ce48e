import { data, failure, typedElsewhere } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { onSite, text, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

/** "Never", as it stands in the dates of these. */
const never = wireDate(-62_135_596_800_000)

export const connectedPages: Methods = {
  GetConnectedPages: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).connected.map(({ url, isVerified, date }) =>
        typedElsewhere('ConnectedSite', {
          ActualMasterSite: isVerified ? site.url : null,
          AppId: null,
          ConsecutiveFailedAttempts: 0,
          FailureCode: 0,
          HttpStatusCode: isVerified ? 200 : 0,
          IsBlocked: false,
          IsVerified: isVerified,
          LastSuccessfullyVerified: date === undefined ? never : wireDate(date),
          Market: 'en-US',
          RequestedMasterSite: site.url,
          Url: url,
        }),
      ),
    ),
  ),
  AddConnectedPage: onSite('POST', (site, call) => {
    const url = text(call, 'masterUrl')
    if (url === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    // Whether the page links back is found out later, so any address is taken.
    if (!records.connected.some((each) => each.url === url))
      records.connected.push({ url, isVerified: false, date: undefined })
    return data(null)
  }),
}
