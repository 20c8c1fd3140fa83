import '@fontsource-variable/noto-sans-sc';
import './styles/base.css';
import './styles/home.css';
import './styles/data.css';
import './styles/customers.css';
import './styles/questions.css';
import './styles/report.css';
import './styles/assessment.css';
import './styles/reconciliation.css';

import { createRoot } from 'react-dom/client';

import { Root } from './Root';

const place = document.getElementById('root');
if (place) createRoot(place).render(<Root />);
