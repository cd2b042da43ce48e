import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** The way to vendors: time, size, sockets and repetition. */
export const vendorSettings = {
  vendorAttempts: fromEnvironment(
    'PATCHBAY_VENDOR_ATTEMPTS',
    Type.Integer({
      description: 'How often one vendor request is sent at the most, where repeating it is safe.',
      default: 3,
      minimum: 1,
      maximum: 10,
    }),
  ),
  vendorConnectTimeout: fromEnvironment(
    'PATCHBAY_VENDOR_CONNECT_TIMEOUT',
    Duration('How long connecting to a vendor may take.', '5s'),
  ),
  vendorSilence: fromEnvironment(
    'PATCHBAY_VENDOR_SILENCE',
    Duration('How long a vendor may send nothing before the attempt is given up.', '15s'),
  ),
  vendorMaxBytes: fromEnvironment(
    'PATCHBAY_VENDOR_MAX_BYTES',
    Type.Integer({
      description: 'Largest answer read from a vendor, in bytes.',
      default: 10_485_760,
      minimum: 1_024,
    }),
  ),
  vendorSockets: fromEnvironment(
    'PATCHBAY_VENDOR_SOCKETS',
    Type.Integer({
      description: 'Most sockets that one connector has open to one origin.',
      default: 64,
      minimum: 1,
    }),
  ),
  vendorQueue: fromEnvironment(
    'PATCHBAY_VENDOR_QUEUE',
    Type.Integer({
      description: 'Most requests of one connector that wait for a socket to one origin; more are refused.',
      default: 256,
      minimum: 0,
    }),
  ),
  retryBase: fromEnvironment(
    'PATCHBAY_RETRY_BASE',
    Duration('Longest wait before the first retry.', '200ms'),
  ),
  retryCap: fromEnvironment('PATCHBAY_RETRY_CAP', Duration('Longest wait before any retry.', '5s')),
}
