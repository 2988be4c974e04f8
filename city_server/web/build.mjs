// Bundles the consoles' script and stylesheet into one file each; the theme's custom properties come on stdin.
import { text } from "node:stream/consumers";
import { build } from "esbuild";

const [outdir] = process.argv.slice(2);
if (!outdir) throw new Error("usage: node build.mjs FOLDER < theme.css");
const theme = await text(process.stdin);

const themePlugin = {
  name: "theme",
  setup(build) {
    build.onResolve({ filter: /^minato:theme$/ }, (wanted) => ({ path: wanted.path, namespace: "theme" }));
    build.onLoad({ filter: /.*/, namespace: "theme" }, () => ({ contents: theme, loader: "css" }));
  },
};

await build({
  entryPoints: ["src/console.js", "src/console.css", "src/icon.svg"],
  outdir,
  bundle: true,
  minify: true,
  legalComments: "eof",
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  loader: { ".svg": "copy" },
  plugins: [themePlugin],
  logLevel: "info",
});
