import { data, failure, typed } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { fields, isOfSite, onSite, text, type Methods } from '../method.ts'
import { codeOf, recordsOf } from '../records.ts'

export const roles: Methods = {
  GetSiteRoles: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).roles.map(({ email, role, delegator, date }) =>
        typed('SiteRoles', {
          Date: wireDate(date),
          DelegatedCode: codeOf('file', email),
          DelegatedCodeOwnerEmail: delegator,
          DelegatorEmail: delegator,
          Email: email,
          Expired: false,
          Role: role,
          Site: site.url,
          VerificationSite: site.url,
        }),
      ),
    ),
  ),
  AddSiteRoles: onSite('POST', (site, call) => {
    const { state, now, parameters } = call
    const email = text(call, 'userEmail')
    const url = text(call, 'delegatedUrl')
    if (email === undefined || url === undefined) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    if (text(call, 'authenticationCode') !== codeOf('file', site.url)) return failure(13)
    const records = recordsOf(state, site, now)
    if (records.roles.some((each) => each.email === email)) return failure(12)
    const role = parameters['isAdministrator'] === true ? 0 : parameters['isReadOnly'] === true ? 1 : 2
    records.roles.push({ email, role, delegator: 'owner@fernhill.example', date: now })
    return data(null)
  }),
  RemoveSiteRole: onSite('POST', (site, call) => {
    const records = recordsOf(call.state, site, call.now)
    const role = fields(call, 'siteRole')
    const email = role && text(role, 'Email')
    // All of the object has to come back, or Bing does not know which role is meant.
    if (role === undefined || email === undefined || text(role, 'DelegatedCode') === undefined)
      return failure(8)
    if (!records.roles.some((each) => each.email === email)) return failure(11)
    records.roles = records.roles.filter((each) => each.email !== email)
    return data(null)
  }),
}
