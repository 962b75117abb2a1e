import type { Asset } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
import { sampleModels, samplePeople, samplePlaces } from './sample-estate.ts';
import { randomFrom, type BenchPlace } from './seed-bench.ts';

const dayMs = 86_400_000;

/** `count` assets of varied text; deterministic for one `now`. */
export function* benchAssets(
  count: number,
  place: Pick<BenchPlace, 'organizationIds' | 'now'>,
): Generator<Omit<Asset, 'id'>> {
  const random = randomFrom(20_261_122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let index = 0; index < count; index += 1) {
    const [type, manufacturer, model, osName, osVersion, prefix] = pick(sampleModels);
    const name = `${prefix}-${String(index + 1).padStart(6, '0')}`;
    const bought = place.now - Math.floor(random() * 2000) * dayMs;
    const personal = type === 'laptop' || type === 'workstation';
    yield {
      organizationId: pick(place.organizationIds),
      name,
      type,
      status: random() < 0.85 ? 'active' : pick(['in_stock', 'in_repair', 'lost', 'retired'] as const),
      tag: `T-${100_000 + index}`,
      hostname: `${name.toLowerCase()}.bench.invalid`,
      manufacturer,
      model,
      serialNumber: `SN-${(index * 7919).toString(36).toUpperCase()}`,
      osName,
      osVersion,
      ipAddress: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
      macAddress: null,
      location: pick(samplePlaces),
      assignedTo: personal ? pick(samplePeople) : null,
      purchaseDate: calendarDay(bought),
      warrantyExpires: random() < 0.1 ? null : calendarDay(bought + 1095 * dayMs),
      lastSeenAt: osName === null ? null : place.now - Math.floor(random() * 90 * dayMs),
      notes: '',
      customFields: index % 10 === 0 ? { rack: `R${1 + (index % 8)}` } : {},
      source: 'sample',
      createdAt: bought,
      updatedAt: bought,
    };
  }
}
