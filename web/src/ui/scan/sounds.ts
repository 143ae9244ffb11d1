let context: AudioContext | null = null;

const tone = (audio: AudioContext, frequency: number, start: number, length: number): void => {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  oscillator.type = frequency < 400 ? 'square' : 'sine';
  gain.gain.setValueAtTime(0.18, start);
  gain.gain.exponentialRampToValueAtTime(0.001, start + length);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
};

/** One short high tone for a code taken, two low ones for a code refused. Silent where the browser has no audio. */
export const playVerdict = (good: boolean): void => {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const now = context.currentTime;
  if (good) tone(context, 1320, now, 0.09);
  else {
    tone(context, 220, now, 0.16);
    tone(context, 180, now + 0.2, 0.22);
  }
};
