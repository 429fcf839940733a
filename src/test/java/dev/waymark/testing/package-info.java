/** What tests of every feature share: the real parts, the people, and words to tell a story with. */
@NullMarked
package dev.waymark.testing;

import org.jspecify.annotations.NullMarked;
