import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules.ts';

const about = ['Rosa Delgado', 'rosa.delgado@harbor.example.org'];

describe('passwordFault', () => {
  it.each([
    ['short', 'PASSWORD_SHORT'],
    ['password123', 'PASSWORD_GUESSED'],
    ['P@ssw0rd2024', 'PASSWORD_GUESSED'],
    ['aaaaaaaaaaaaaaa', 'PASSWORD_GUESSED'],
    ['abababababab', 'PASSWORD_GUESSED'],
    ['qwertyuiop12', 'PASSWORD_GUESSED'],
    ['1234567890', 'PASSWORD_GUESSED'],
    ['iloveyou2023', 'PASSWORD_GUESSED'],
    ['rosa.delgado@harbor.example.org', 'PASSWORD_GUESSED'],
    ['rosadelgado1', 'PASSWORD_GUESSED'],
    ['Delgado2026!', 'PASSWORD_GUESSED'],
    ['Throughline1', 'PASSWORD_GUESSED'],
    ['rosa.delgado', 'PASSWORD_GUESSED'],
    ['Delgado, Rosa 26', 'PASSWORD_GUESSED'],
    ['harbor rosa harbor', 'PASSWORD_GUESSED'],
  ])('refuses %s', (password, code) => {
    expect(passwordFault(password, about)?.code).toBe(code);
  });

  it.each(['a-long-enough-password', 'correct horse battery staple', 'kZ4#pq9!vLm2', 'tormenta azul en la cocina'])(
    'takes %s',
    (password) => {
      expect(passwordFault(password, about)).toBeNull();
    },
  );

  it('answers soon for what is as long as better-auth takes', () => {
    expect(passwordFault('ab1'.repeat(42), about)).not.toBeUndefined();
  });
});
