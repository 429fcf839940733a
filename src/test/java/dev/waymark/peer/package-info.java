/** Outside programs, unmodified, against the running application: Segment's SDKs, a browser, the BPMN linter. */
@NullMarked
package dev.waymark.peer;

import org.jspecify.annotations.NullMarked;
