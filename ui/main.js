// Where the window starts: everything lives in <course-window>.

import "./components/course-window.js";
