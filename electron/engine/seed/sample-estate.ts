import type { NewVehicle } from '../../../shared/vehicle.ts';

/** One kind of device as an MSP buys it: type, maker, model, system and version, and how its name begins. */
export type SampleModel = readonly [
  type: string,
  manufacturer: string,
  model: string,
  osName: string | null,
  osVersion: string | null,
  prefix: string,
];

/** What a client of thirty people has: sixteen devices, the shared ones first. */
export const sampleModels: readonly SampleModel[] = [
  ['firewall', 'Fortinet', 'FortiGate 60F', 'FortiOS', '7.4.8', 'FW'],
  ['switch', 'Aruba', '2930F 48G PoE+', 'ArubaOS-Switch', '16.11', 'SW'],
  ['access_point', 'Ubiquiti', 'U6 Pro', 'UniFi', '6.6.77', 'AP'],
  ['access_point', 'Ubiquiti', 'U6 Pro', 'UniFi', '6.6.77', 'AP'],
  ['server', 'Dell', 'PowerEdge R450', 'VMware ESXi', '8.0 U3', 'ESX'],
  ['virtual_machine', 'VMware', 'Virtual machine', 'Windows Server', '2022', 'DC'],
  ['storage', 'Synology', 'RS1221+', 'DSM', '7.2.2', 'NAS'],
  ['ups', 'APC', 'SMT1500RMI2U', null, null, 'UPS'],
  ['printer', 'HP', 'LaserJet Pro M404dn', null, null, 'PRN'],
  ['printer', 'Brother', 'MFC-L8900CDW', null, null, 'PRN'],
  ['laptop', 'Lenovo', 'ThinkPad T14 Gen 5', 'Windows 11 Pro', '24H2', 'LT'],
  ['laptop', 'Dell', 'Latitude 5450', 'Windows 11 Pro', '24H2', 'LT'],
  ['laptop', 'Apple', 'MacBook Air 13 M3', 'macOS', '15.6', 'LT'],
  ['workstation', 'HP', 'Z2 Tower G9', 'Windows 11 Pro', '23H2', 'WS'],
  ['workstation', 'Dell', 'OptiPlex 7010', 'Windows 10 Pro', '22H2', 'WS'],
  ['phone', 'Yealink', 'T54W', null, null, 'TEL'],
];

export const samplePeople = [
  'Maria Keller',
  'Tom Brandt',
  'Aisha Rahman',
  'Petra Novak',
  'George Mills',
  'Yuki Tanaka',
  'Nora Lindqvist',
  'Samuel Osei',
] as const;

export const samplePlaces = ['Comms room', '1st floor', '2nd floor', 'Reception', 'Warehouse'] as const;

type SampleVehicle = Pick<
  NewVehicle,
  'name' | 'make' | 'model' | 'year' | 'licensePlate' | 'status' | 'odometer' | 'notes'
> & { readonly driver: number | null; readonly at: readonly [number, number] | null };

export const sampleVehicles: readonly SampleVehicle[] = [
  {
    name: 'Van 1',
    make: 'Ford',
    model: 'Transit Custom',
    year: 2022,
    licensePlate: 'NW 1204',
    status: 'active',
    odometer: 48_210,
    notes: 'Rack lift and cable drums in the back.',
    driver: 1,
    at: [39.7817, -89.6501],
  },
  {
    name: 'Van 2',
    make: 'Volkswagen',
    model: 'Transporter 6.1',
    year: 2023,
    licensePlate: 'NW 1377',
    status: 'active',
    odometer: 22_954,
    notes: '',
    driver: 2,
    at: [39.7589, -84.1916],
  },
  {
    name: 'Van 3',
    make: 'Mercedes-Benz',
    model: 'Vito',
    year: 2019,
    licensePlate: 'NW 0862',
    status: 'maintenance',
    odometer: 131_400,
    notes: 'Brakes; back on Thursday.',
    driver: null,
    at: null,
  },
  {
    name: 'Pool car A',
    make: 'Skoda',
    model: 'Octavia Combi',
    year: 2021,
    licensePlate: 'NW 2210',
    status: 'active',
    odometer: 64_017,
    notes: 'Key in the cabinet, slot 4.',
    driver: 3,
    at: [36.154, -95.9928],
  },
  {
    name: 'Pool car B',
    make: 'Kia',
    model: 'Niro EV',
    year: 2024,
    licensePlate: 'NW 2391 E',
    status: 'active',
    odometer: 9800,
    notes: 'Charging card in the glove box.',
    driver: null,
    at: [43.0718, -70.7626],
  },
  {
    name: 'Old van',
    make: 'Fiat',
    model: 'Ducato',
    year: 2012,
    licensePlate: 'NW 0091',
    status: 'retired',
    odometer: 287_654,
    notes: 'Sold for parts.',
    driver: null,
    at: null,
  },
];
