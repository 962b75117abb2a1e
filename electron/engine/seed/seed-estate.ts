import type { Article } from '../../../shared/article.ts';
import type { Asset } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
import { publicId } from '../../../shared/public-id.ts';
import { mspOrganizationId } from '../../../shared/organization.ts';
import type { Project } from '../../../shared/project.ts';
import type { Task } from '../../../shared/task.ts';
import type { Vehicle } from '../../../shared/vehicle.ts';
import { sampleModels, samplePeople, samplePlaces, sampleVehicles } from './sample-estate.ts';
import { sampleArticles, sampleProjects } from './sample-work.ts';

/** What the sample estate is written through; each answers the new id. */
export interface EstateTarget {
  readonly now: number;
  addAsset(asset: Omit<Asset, 'id'>): number;
  addVehicle(vehicle: Omit<Vehicle, 'id'>): number;
  addProject(project: Omit<Project, 'id'>): number;
  addTask(task: Omit<Task, 'id'>): number;
  addArticle(article: Omit<Article, 'id'>): number;
}

export interface Person {
  readonly id: number;
  readonly name: string;
}

/** Devices by organization and type, as a ticket names them. */
export type DeviceFinder = (organizationId: number, type: string) => string | null;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Vehicles, projects and articles of the MSP, and every client's devices; the same at each call. */
export function seedEstate(
  target: EstateTarget,
  clients: readonly { readonly id: number; readonly code: string }[],
  staff: readonly Person[],
): DeviceFinder {
  const devices = new Map<string, number>();
  const owners = [...clients, { id: mspOrganizationId, code: 'NW' }];
  for (const [at, owner] of owners.entries()) {
    // The MSP itself has fewer people and less to print.
    const models = owner.id === mspOrganizationId ? sampleModels.slice(0, 12) : sampleModels;
    for (const [index] of models.entries()) {
      const id = target.addAsset(sampleAsset(target.now, owner, at, index));
      const key = `${owner.id} ${sampleModels[index]![0]}`;
      if (!devices.has(key)) devices.set(key, id);
    }
  }
  for (const { driver, at, ...vehicle } of sampleVehicles) {
    target.addVehicle({
      ...vehicle,
      organizationId: mspOrganizationId,
      vin: null,
      assignedTo: driver === null ? null : staff[driver]!.name,
      latitude: at?.[0] ?? null,
      longitude: at?.[1] ?? null,
      locationAt: at ? target.now - hourMs : null,
      createdAt: target.now - 300 * dayMs,
      updatedAt: target.now - dayMs,
    });
  }
  seedProjects(target, clients, staff);
  seedArticles(target, staff);
  return (organizationId, type) => {
    const id = devices.get(`${organizationId} ${type}`);
    return id === undefined ? null : publicId('device', id);
  };
}

function sampleAsset(
  now: number,
  owner: { readonly id: number; readonly code: string },
  at: number,
  index: number,
): Omit<Asset, 'id'> {
  const [type, manufacturer, model, osName, osVersion, prefix] = sampleModels[index]!;
  const personal = type === 'laptop' || type === 'workstation' || type === 'phone';
  const serial = ((at + 1) * 7919 + index * 104_729).toString(36).toUpperCase();
  const number = String(index + 1).padStart(2, '0');
  const name = `${owner.code}-${prefix}${number}`;
  const purchased = now - (120 + ((at * 17 + index * 61) % 1500)) * dayMs;
  const seen = personal && index % 5 === 4 ? 41 * dayMs : ((index * 37) % 600) * 60_000;
  return {
    organizationId: owner.id,
    name,
    type,
    status: index === 14 && at % 2 === 0 ? 'retired' : index === 13 && at % 3 === 1 ? 'in_repair' : 'active',
    tag: `${owner.code}-${1000 + index}`,
    hostname: osName === null ? null : `${name.toLowerCase()}.${owner.code.toLowerCase()}.example`,
    manufacturer,
    model,
    serialNumber: type === 'virtual_machine' ? null : `SN${serial}`,
    osName,
    osVersion,
    ipAddress: `10.${20 + at}.${personal ? 10 : 1}.${10 + index}`,
    macAddress: type === 'virtual_machine' ? null : macOf(at, index),
    location: personal ? samplePlaces[1 + (index % 3)]! : samplePlaces[0],
    assignedTo: personal ? samplePeople[(at * 3 + index) % samplePeople.length]! : null,
    purchaseDate: type === 'virtual_machine' ? null : calendarDay(purchased),
    // Three years from the purchase; of a few devices nobody knows.
    warrantyExpires:
      type === 'virtual_machine' || index % 9 === 7 ? null : calendarDay(purchased + 1095 * dayMs),
    lastSeenAt: osName === null ? null : now - seen,
    notes: type === 'firewall' ? 'Configuration is backed up every night.' : '',
    customFields:
      type === 'firewall'
        ? { circuit: `C-${40_100 + at}`, rack: 'R1 U1' }
        : type === 'switch'
          ? { rack: 'R1 U3' }
          : {},
    source: 'sample',
    createdAt: purchased,
    updatedAt: now - ((index * 7) % 90) * dayMs,
  };
}

function macOf(at: number, index: number): string {
  const tail = [at + 16, index, (at * 31 + index * 7) % 256];
  return ['00', '1A', '2B', ...tail.map((part) => part.toString(16).padStart(2, '0').toUpperCase())].join(
    ':',
  );
}

function seedProjects(
  target: EstateTarget,
  clients: readonly { readonly id: number }[],
  staff: readonly Person[],
): void {
  for (const [at, sample] of sampleProjects.entries()) {
    const { name, description, status, starts, due } = sample;
    const organizationId = clients[sample.client]!.id;
    const createdAt = target.now + Math.min(starts, 0) * dayMs - 2 * dayMs;
    const projectId = target.addProject({
      organizationId,
      name,
      description,
      status,
      ownerId: staff[at % 4]!.id,
      startDate: calendarDay(target.now + starts * dayMs),
      dueDate: calendarDay(target.now + due * dayMs),
      taskCount: 0,
      doneTaskCount: 0,
      createdAt,
      updatedAt: target.now - 5 * hourMs,
    });
    for (const [index, [title, taskStatus, priority, text = '']] of sample.tasks.entries()) {
      const done = taskStatus === 'done';
      target.addTask({
        organizationId,
        projectId,
        title,
        description: text,
        status: taskStatus,
        priority,
        assigneeId: taskStatus === 'todo' && index % 2 === 0 ? null : staff[(at + index) % 4]!.id,
        dueDate: done ? null : calendarDay(target.now + (due - sample.tasks.length + index) * dayMs),
        position: index + 1,
        completedAt: done ? target.now - (6 - index) * dayMs : null,
        createdAt,
        updatedAt: done ? target.now - (6 - index) * dayMs : createdAt,
      });
    }
  }
}

function seedArticles(target: EstateTarget, staff: readonly Person[]): void {
  for (const [at, [title, category, tags, body, status = 'published']] of sampleArticles.entries()) {
    const savedAt = target.now - (at * 13 + 2) * dayMs;
    target.addArticle({
      organizationId: mspOrganizationId,
      title,
      category,
      tags: [...tags],
      body,
      status,
      version: 1,
      updatedBy: staff[at % 4]!.name,
      savedAt,
      createdAt: savedAt - 40 * dayMs,
      updatedAt: savedAt,
    });
  }
}
