import {
  Battery,
  Camera,
  Container,
  HardDrive,
  Laptop,
  Monitor,
  Network,
  Package,
  Phone,
  Printer,
  Router,
  Server,
  Shield,
  Tablet,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import type { usualAssetTypes } from '../../../shared/asset.ts';
import { typeLabel } from './asset-labels.ts';
import styles from './assets.module.css';

const icons: Record<(typeof usualAssetTypes)[number], LucideIcon> = {
  server: Server,
  workstation: Monitor,
  laptop: Laptop,
  virtual_machine: Container,
  firewall: Shield,
  switch: Network,
  router: Router,
  access_point: Wifi,
  printer: Printer,
  storage: HardDrive,
  ups: Battery,
  phone: Phone,
  tablet: Tablet,
  camera: Camera,
  other: Package,
};

const isUsual = (type: string): type is keyof typeof icons => Object.hasOwn(icons, type);

/** What kind of thing it is, by its shape; named where no word stands beside it. */
export function AssetGlyph({ type, decorative = false }: { type: string; decorative?: boolean }) {
  const Icon = isUsual(type) ? icons[type] : Package;
  if (decorative) return <Icon size={14} strokeWidth={1.75} aria-hidden="true" />;
  return (
    <span className={styles['glyph']} role="img" aria-label={typeLabel(type)} title={typeLabel(type)}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}
