document.getElementById("cookies").hidden = false;
