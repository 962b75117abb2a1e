/** Two short tones, made here: no file to load, and loud enough for a room. */
export function soundAlarm(): void {
  const context = new AudioContext();
  const start = context.currentTime;
  for (const [index, hertz] of [880, 660].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = start + index * 0.25;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.3, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.24);
    if (index === 1) tone.addEventListener('ended', () => void context.close());
  }
}
