"""The four ways in which pixels are filled: each shader does as little as it can.

Filling is most of a key's time on a box without a GPU. What is opaque is not blended, and of a text only how
much it covers is read.
"""

from kivy.graphics import RenderContext

_HEAD = """
#ifdef GL_ES
precision mediump float;
#endif
"""
_PLACE = "gl_Position = projection_mat * modelview_mat * vec4(vPosition, 0.0, 1.0);"
_MATRICES = "uniform mat4 modelview_mat;\nuniform mat4 projection_mat;\n"

_PLAIN_VERTEX = f"""
attribute vec2 vPosition;
attribute vec3 vInk;
varying vec3 ink;
{_MATRICES}
void main(void) {{ ink = vInk; {_PLACE} }}
"""
_PLAIN_FRAGMENT = f"{_HEAD} varying vec3 ink; void main(void) {{ gl_FragColor = vec4(ink, 1.0); }}"
PLAIN_FORMAT = [(b"vPosition", 2, "float"), (b"vInk", 3, "float")]

_ROUND_VERTEX = f"""
attribute vec2 vPosition;
attribute vec3 vArc;
attribute vec3 vInk;
varying vec3 arc;
varying vec3 ink;
{_MATRICES}
void main(void) {{ arc = vArc; ink = vInk; {_PLACE} }}
"""
_ROUND_FRAGMENT = f"""{_HEAD}
varying vec3 arc;
varying vec3 ink;
void main(void) {{ gl_FragColor = vec4(ink, clamp(arc.z + 0.5 - length(arc.xy), 0.0, 1.0)); }}
"""
ROUND_FORMAT = [(b"vPosition", 2, "float"), (b"vArc", 3, "float"), (b"vInk", 3, "float")]
"""A corner knows how far each of its points is from the middle of its arc, and the arc's radius."""

_TEXTURED_VERTEX = f"""
attribute vec2 vPosition;
attribute vec2 vTexCoords0;
varying vec2 tex_coord0;
{_MATRICES}
void main(void) {{ tex_coord0 = vTexCoords0; {_PLACE} }}
"""
_TINTED_VERTEX = f"""
attribute vec2 vPosition;
attribute vec2 vTexCoords0;
uniform vec4 color;
varying vec2 tex_coord0;
varying vec3 ink;
{_MATRICES}
void main(void) {{ tex_coord0 = vTexCoords0; ink = color.rgb; {_PLACE} }}
"""
"""The colour is handed on from point to pixel: read where pixels are made, Mesa 22 swaps its red and blue."""
_TINTED_FRAGMENT = f"""{_HEAD}
varying vec2 tex_coord0;
varying vec3 ink;
uniform sampler2D texture0;
void main(void) {{ gl_FragColor = vec4(ink, texture2D(texture0, tex_coord0).a); }}
"""
_COLOURED_FRAGMENT = f"""{_HEAD}
varying vec2 tex_coord0;
uniform sampler2D texture0;
void main(void) {{ gl_FragColor = vec4(texture2D(texture0, tex_coord0).rgb, 1.0); }}
"""


def plain() -> RenderContext:
    """Fill opaque shapes, each point with its colour: meshes of `PLAIN_FORMAT`."""
    return _context(_PLAIN_VERTEX, _PLAIN_FRAGMENT)


def rounded() -> RenderContext:
    """Fill corners with a smooth edge: meshes of `ROUND_FORMAT`."""
    return _context(_ROUND_VERTEX, _ROUND_FRAGMENT)


def tinted() -> RenderContext:
    """Lay textures of which only how much they cover counts, in one colour: texts and icons."""
    return _context(_TINTED_VERTEX, _TINTED_FRAGMENT)


def coloured() -> RenderContext:
    """Lay opaque textures as they are: photos, films, codes."""
    return _context(_TEXTURED_VERTEX, _COLOURED_FRAGMENT)


def _context(vertex: str, fragment: str) -> RenderContext:
    return RenderContext(vs=vertex, fs=fragment, use_parent_projection=True, use_parent_modelview=True)
