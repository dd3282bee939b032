import type { LinearProgram, Optimum, Question, Solver, SolverModel } from './solver.ts';

/** Seconds for one question; a whole number program that takes longer is undecided. */
const patience = 2;

function sparse(program: LinearProgram) {
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of program.rows) {
    indices.push(...row.columns);
    values.push(...row.weights);
    starts.push(indices.length);
  }
  return { starts, indices, values };
}

/**
 * The HiGHS solver compiled to WebAssembly, as a `Solver`. Needs the package `highs`, an optional peer: it is loaded
 * here and nowhere else.
 *
 * @throws when the package is not installed.
 */
export async function loadHighsSolver(): Promise<Solver> {
  const module = await import('highs').catch((reason: unknown) => {
    throw new Error('Disclosure control needs the package "highs", which is not installed: npm install highs', {
      cause: reason,
    });
  });
  // The package's types describe its CommonJS build, in which the function sits one level deeper than in this one.
  const load = module.default as unknown as typeof module.default.default;
  const highs = await load();
  const finite = (value: number): number =>
    value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value;

  const open = (program: LinearProgram): SolverModel => {
    const size = program.lower.length;
    const model = highs.createModel({
      numCols: size,
      numRows: program.rows.length,
      colCost: new Float64Array(size),
      colLower: program.lower.map(finite),
      colUpper: program.upper.map(finite),
      rowLower: program.rows.map((row) => finite(row.lower)),
      rowUpper: program.rows.map((row) => finite(row.upper)),
      matrix: { format: 'csr', numRows: program.rows.length, numCols: size, ...sparse(program) },
    });
    // Without presolve each question starts from the answer to the last one, which small systems gain most from.
    model.options.set({ output_flag: false, presolve: 'off', time_limit: patience, mip_rel_gap: 0 });
    const kinds = highs.constants.variableType;
    let isIntegral = false;
    let limit = patience;

    const answer = ({ sense, integral, seconds = patience }: Question): Optimum => {
      const { minimize, maximize } = highs.constants.objectiveSense;
      model.changeObjectiveSense(sense === 'least' ? minimize : maximize);
      if (integral !== isIntegral) {
        model.changeColsIntegrality(
          { kind: 'range', from: 0, to: size - 1 },
          new Int32Array(size).fill(integral ? kinds.integer : kinds.continuous),
        );
        model.options.set('presolve', integral ? 'choose' : 'off');
        isIntegral = integral;
      }
      if (seconds !== limit) model.options.set('time_limit', seconds);
      limit = seconds;
      model.zeroAllClocks();
      model.run();
      const status = model.getModelStatus();
      if (status === highs.constants.modelStatus.infeasible) return { status: 'infeasible' };
      if (status !== highs.constants.modelStatus.optimal) return { status: 'undecided' };
      return { status: 'optimal', value: model.getObjectiveValue(), point: model.getSolution().colValue };
    };
    const setCosts = (columns: readonly number[], cost: number): void => {
      for (const column of columns) model.changeColCost(column, cost);
    };
    return {
      ask(question) {
        const { columns, held } = question;
        const own = held && ([program.lower[held.column] ?? 0, program.upper[held.column] ?? Infinity] as const);
        try {
          if (held && own) {
            const [least, most] = [Math.max(own[0], held.lower ?? -Infinity), Math.min(own[1], held.upper ?? Infinity)];
            if (least > most) return { status: 'infeasible' };
            model.changeColBounds(held.column, finite(least), finite(most));
          }
          setCosts(columns, 1);
          return answer(question);
        } catch {
          // A failure of the solver is no answer, and what is undecided is not published.
          return { status: 'undecided' };
        } finally {
          setCosts(columns, 0);
          if (held && own) model.changeColBounds(held.column, finite(own[0]), finite(own[1]));
        }
      },
      close: () => model.dispose(),
    };
  };
  return { open };
}
