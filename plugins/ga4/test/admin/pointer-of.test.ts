import t from 'tap'
import { adminPointerOf } from '../../src/admin/pointer-of.ts'

t.test('fields that Google names are found in the input', async (t) => {
  const pointers = {
    'custom_dimension.parameter_name': '/parameterName',
    'key_event.default_value.currency_code': '/defaultValue/currencyCode',
    'data_stream.web_stream_data.default_uri': '/defaultUri',
    'property.parent': '/account',
    'reporting_data_annotation.annotation_date_range.end_date': '/dateRange/endDate',
    page_token: '/cursor',
    page_size: '/pageSize',
    'resource_type[1]': '/resourceTypes/1',
  }
  for (const [field, pointer] of Object.entries(pointers)) t.equal(adminPointerOf({ field }), pointer, field)
})

t.test('what no caller has sent is nowhere in the input', async (t) => {
  for (const field of ['', 'name', 'update_mask', 'custom_dimension', 'property'])
    t.equal(adminPointerOf({ field }), undefined, field)
})
