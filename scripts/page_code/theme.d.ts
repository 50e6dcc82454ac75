/* What the script of the theme gives to others: each page, the first as well as those swapped in. */
declare const document$: { subscribe(start: () => void): void } | undefined;

/* What from-disk.js reads: the words of workers, by the names of the files that bring them. */
declare var lesartWorkers: Record<string, string>;
